import type { World } from '../state';

/** The scopes that most collections need. */
export const SETTINGS = { read: 'sale:settings:read', write: 'sale:settings:write' };
export const OFFERS = { read: 'sale:offers:read', write: 'sale:offers:write' };

/** Whose a thing is, where Allegro says so. */
export const bySeller = ({ seller }: World) => ({ seller: { id: seller.id } });
