/** Who sends or receives a parcel, with all that Allegro wants to know. */
export const PARTY = {
	name: 'Anna Test',
	street: 'Lipowa 1',
	postalCode: '60-166',
	city: 'Poznań',
	countryCode: 'PL',
	email: 'anna@pomelo.example',
	phone: '+48500600700',
};
