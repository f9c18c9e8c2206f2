import { CONDITIONS } from './conditions';
import { CONTACTS } from './contacts';
import { MARKS } from './marks';

/** All that sellers define once and name in their offers. */
export const COLLECTIONS = [...CONDITIONS, ...CONTACTS, ...MARKS];

export type CollectionName = (typeof COLLECTIONS)[number]['name'];
