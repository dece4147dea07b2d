import fc from "fast-check";

/**
 * Properties in the test command run on the same cases each time: a test that is red today and green tomorrow tells nobody what to
 * do. New cases are the fuzz scripts' work; PROPERTY_SEED tries others here.
 */
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20_261_121) });
