import fc from 'fast-check';

import { SEED } from './runs';

// The same cases each time; and lists as long as they are said to be, not hardly longer than ten.
fc.configureGlobal({ seed: SEED, defaultSizeToMaxWhenMaxSpecified: true });
