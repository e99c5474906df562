/** Modules and what is built of them: layers, losses, initialisers, state dicts. */
module org.gradus.layers {
    requires transitive org.gradus.core;

    exports org.gradus.layers;
}
