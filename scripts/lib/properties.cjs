/**
 * Property tests draw the same examples in every run, so that a failure means a change of the code.
 * `PROPERTY_SEED=random` draws new ones, to look further; `PROPERTY_SEED=<number>` repeats what was drawn.
 */
const fc = require('fast-check');

const seed = process.env.PROPERTY_SEED ?? '20261124';
if (seed !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });
