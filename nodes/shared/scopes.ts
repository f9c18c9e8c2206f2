const PREFIX = 'allegro:api:';

/** Permissions in the words of the credential, by their name without `allegro:api:`. */
const NAMES: Record<string, string> = {
	'affiliate:read': 'Affiliate: Read',
	bids: 'Bids',
	'billing:read': 'Billing: Read',
	campaigns: 'Campaigns',
	disputes: 'Disputes and Claims',
	'fulfillment:read': 'Fulfillment: Read',
	'fulfillment:write': 'Fulfillment: Write',
	messaging: 'Messages',
	'sale:offers:read': 'Offers: Read',
	'sale:offers:write': 'Offers: Write',
	'orders:read': 'Orders: Read',
	'orders:write': 'Orders: Write',
	'payments:read': 'Payments: Read',
	'payments:write': 'Payments: Write',
	'profile:read': 'Profile: Read',
	'profile:write': 'Profile: Write',
	ratings: 'Ratings',
	'sale:settings:read': 'Settings: Read',
	'sale:settings:write': 'Settings: Write',
	'shipments:read': 'Shipments: Read',
	'shipments:write': 'Shipments: Write',
};

/** A permission as the credential calls it. @param scope without `allegro:api:`. */
export const scopeName = (scope: string) => NAMES[scope] ?? `${PREFIX}${scope}`;

/**
 * The permissions in an access token of Allegro's, without `allegro:api:`: it is a JSON Web Token whose
 * claim `scope` lists them. The answer of Allegro's login, which n8n keeps, has them as text in a field of the
 * same name. Undefined when neither says.
 */
export function scopesIn(payload: unknown): string[] | undefined {
	const { scope } = (payload ?? {}) as { scope?: unknown };
	const list = typeof scope === 'string' ? scope.split(/[\s,]+/).filter(Boolean) : scope;
	if (!Array.isArray(list) || scope === '') return undefined;
	return list.map((each) => String(each).replace(PREFIX, ''));
}
