/** Set FUZZ_SEED and FUZZ_RUNS to see other cases, or more of them. */
export const SEED = Number(process.env.FUZZ_SEED ?? 20261123);

/** How often a property is tried; FUZZ_RUNS multiplies it. */
export const times = (runs: number) => ({ numRuns: runs * Number(process.env.FUZZ_RUNS ?? 1) });
