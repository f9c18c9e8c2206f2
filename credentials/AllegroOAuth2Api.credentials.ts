import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

const custom = { show: { environment: ['custom'] } };

/** The host of the login pages. Source: https://developer.allegro.pl/auth/ */
const AUTH_HOST =
	'({ production: "https://allegro.pl", sandbox: "https://allegro.pl.allegrosandbox.pl" }[$self["environment"]] ?? $self["authorizationUrl"].replace(/\\/+$/, ""))';

export class AllegroOAuth2Api implements ICredentialType {
	name = 'allegroOAuth2Api';

	displayName = 'Allegro OAuth2 API';

	extends = ['oAuth2Api'];

	icon: Icon = { light: 'file:../icons/allegro.svg', dark: 'file:../icons/allegro.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-allegro/n8n-nodes-allegro#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Production', value: 'production', description: 'The real marketplace' },
				{
					name: 'Sandbox',
					value: 'sandbox',
					description: "Allegro's test marketplace, with accounts and apps of its own",
				},
				{ name: 'Custom', value: 'custom', description: 'A local simulator or a proxy' },
			],
			default: 'production',
		},
		{
			displayName: 'App Name',
			name: 'appName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Kowalska Shop Automation',
			description:
				'The name your app is registered with at apps.developer.allegro.pl. Allegro refuses requests that do not carry it.',
		},
		{
			displayName: 'App Version',
			name: 'appVersion',
			type: 'string',
			default: '1.0.0',
			required: true,
			description: 'The version of your automation, sent to Allegro with each request',
		},
		{
			displayName: 'App URL',
			name: 'appUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://example.com/allegro',
			description:
				'A page that tells about your app, such as your shop. Allegro wants it in each request.',
		},
		{
			displayName: 'Language',
			name: 'language',
			type: 'options',
			options: [
				{ name: 'Czech', value: 'cs-CZ' },
				{ name: 'English', value: 'en-US' },
				{ name: 'Hungarian', value: 'hu-HU' },
				{ name: 'Polish', value: 'pl-PL' },
				{ name: 'Slovak', value: 'sk-SK' },
				{ name: 'Ukrainian', value: 'uk-UA' },
			],
			default: 'en-US',
			description: 'The language of messages and names from Allegro',
		},
		{
			displayName: 'Scopes',
			name: 'scopes',
			type: 'multiOptions',
			options: [
				{ name: 'Affiliate: Read', value: 'allegro:api:affiliate:read' },
				{ name: 'Bids', value: 'allegro:api:bids' },
				{ name: 'Billing: Read', value: 'allegro:api:billing:read' },
				{ name: 'Campaigns', value: 'allegro:api:campaigns' },
				{ name: 'Disputes and Claims', value: 'allegro:api:disputes' },
				{ name: 'Fulfillment: Read', value: 'allegro:api:fulfillment:read' },
				{ name: 'Fulfillment: Write', value: 'allegro:api:fulfillment:write' },
				{ name: 'Messages', value: 'allegro:api:messaging' },
				{ name: 'Offers: Read', value: 'allegro:api:sale:offers:read' },
				{ name: 'Offers: Write', value: 'allegro:api:sale:offers:write' },
				{ name: 'Orders: Read', value: 'allegro:api:orders:read' },
				{ name: 'Orders: Write', value: 'allegro:api:orders:write' },
				{ name: 'Payments: Read', value: 'allegro:api:payments:read' },
				{ name: 'Payments: Write', value: 'allegro:api:payments:write' },
				{ name: 'Profile: Read', value: 'allegro:api:profile:read' },
				{ name: 'Profile: Write', value: 'allegro:api:profile:write' },
				{ name: 'Ratings', value: 'allegro:api:ratings' },
				{ name: 'Settings: Read', value: 'allegro:api:sale:settings:read' },
				{ name: 'Settings: Write', value: 'allegro:api:sale:settings:write' },
				{ name: 'Shipments: Read', value: 'allegro:api:shipments:read' },
				{ name: 'Shipments: Write', value: 'allegro:api:shipments:write' },
			],
			default: [],
			description:
				'What the connection may do. None selected means all that is ticked for the app at Allegro. After a change, connect again.',
		},
		{
			displayName: 'n8n Processes',
			name: 'processes',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 1,
			description:
				'How many processes of n8n use this credential at once: 1, unless n8n runs in queue mode. Each then keeps to its share of the limits of Allegro.',
		},
		{
			displayName: 'API URL',
			name: 'apiUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. http://127.0.0.1:18080',
			description: 'Where the REST API is. https only, except on this machine.',
			displayOptions: custom,
		},
		{
			displayName: 'Upload URL',
			name: 'uploadUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. http://127.0.0.1:18081',
			description: 'Where files are uploaded. https only, except on this machine.',
			displayOptions: custom,
		},
		{
			displayName: 'Authorization URL',
			name: 'authorizationUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. http://127.0.0.1:18082',
			description: 'The host of the login pages, without a path',
			displayOptions: custom,
		},
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'authorizationCode',
		},
		{
			displayName: 'Authorization Page',
			name: 'authUrl',
			type: 'hidden',
			default: `={{ ${AUTH_HOST} + "/auth/oauth/authorize" }}`,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: `={{ ${AUTH_HOST} + "/auth/oauth/token" }}`,
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: '={{ ($self["scopes"] ?? []).join(" ") }}',
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: 'prompt=confirm',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'header',
		},
	];
}
