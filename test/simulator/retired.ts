import { refusal } from './errors';
import { route, type Route } from './router';

/**
 * Endpoints that Allegro has switched off answer as if their path had never existed, which needs no
 * route. These two are the exceptions.
 */
export const retiredRoutes = (): Route[] => [
	route('GET /sale/offers/{offerId}', { scope: 'sale:offers:read' }, () => {
		throw refusal(403, 'AccessDenied', 'Access is denied', { details: '' });
	}),

	route('GET /offers/listing', { app: true }, () => {
		throw refusal(403, 'VerificationRequired', 'Only verified applications have access', {
			details: '',
		});
	}),
];
