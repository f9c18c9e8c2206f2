import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { operationTexts } from '../shared/builderHints';
import { knownOperation, operationsOf } from '../shared/items';
import {
	forPanel,
	getAdditionalServices,
	getDeliveryMethods,
	getSizeTableTemplates,
	searchAdditionalServiceGroups,
	searchContacts,
	searchImpliedWarranties,
	searchOffers,
	searchPointsOfService,
	searchResponsiblePersons,
	searchResponsibleProducers,
	searchReturnPolicies,
	searchShippingRates,
	searchSizeTables,
	searchWarranties,
} from '../shared/locators';
import { additionalServiceResource } from './additionalService.resource';
import { additionalServiceDefinitionResource } from './additionalServiceDefinition.resource';
import { additionalServiceGroupResource } from './additionalServiceGroup.resource';
import { additionalServiceTranslationResource } from './additionalServiceTranslation.resource';
import { contactResource } from './contact.resource';
import { deliveryMethodResource } from './deliveryMethod.resource';
import { deliverySettingsResource } from './deliverySettings.resource';
import { impliedWarrantyResource } from './impliedWarranty.resource';
import { offerShippingRatesResource } from './offerShippingRates.resource';
import { pointOfServiceResource } from './pointOfService.resource';
import { responsiblePersonResource } from './responsiblePerson.resource';
import { responsibleProducerResource } from './responsibleProducer.resource';
import { returnPolicyResource } from './returnPolicy.resource';
import { shippingRatesResource } from './shippingRates.resource';
import { sizeTableResource } from './sizeTable.resource';
import { warrantyResource } from './warranty.resource';
import { warrantyAttachmentResource } from './warrantyAttachment.resource';

export class AllegroSettings implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Allegro Settings',
		name: 'allegroSettings',
		icon: { light: 'file:../../icons/settings.svg', dark: 'file:../../icons/settings.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Manage shipping rates, terms of return and warranty, responsible producers, size tables and more',
		defaults: { name: 'Allegro Settings' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'allegroOAuth2Api', required: true }],
		requestDefaults: { baseURL: 'https://api.allegro.pl' },
		builderHint: operationTexts(
			shippingRatesResource,
			deliveryMethodResource,
			deliverySettingsResource,
			returnPolicyResource,
			warrantyResource,
			warrantyAttachmentResource,
			impliedWarrantyResource,
			responsibleProducerResource,
			responsiblePersonResource,
			pointOfServiceResource,
			contactResource,
			sizeTableResource,
			additionalServiceGroupResource,
			additionalServiceTranslationResource,
			additionalServiceResource,
			additionalServiceDefinitionResource,
			offerShippingRatesResource,
		),
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Additional Service',
						value: 'additionalService',
						description: 'Services that you can offer, such as gift wrapping, by category',
					},
					{
						name: 'Additional Service Definition (Retired)',
						value: 'additionalServiceDefinition',
						description:
							'Retired: Allegro switched it off after 2023-02-06. Use Additional Service instead.',
					},
					{
						name: 'Additional Service Group',
						value: 'additionalServiceGroup',
						description: 'Groups of services with their prices, which offers can have',
					},
					{
						name: 'Additional Service Translation',
						value: 'additionalServiceTranslation',
						description: 'Texts of a group of services in other languages',
					},
					{ name: 'Contact', value: 'contact', description: 'Contacts that classified ads show' },
					{
						name: 'Delivery Method',
						value: 'deliveryMethod',
						description: 'Ways of delivery with their limits',
					},
					{
						name: 'Delivery Setting',
						value: 'deliverySettings',
						description: 'Free delivery, and how the costs of several items add up',
					},
					{
						name: 'Implied Warranty',
						value: 'impliedWarranty',
						description: 'Terms of complaint (rękojmia) for offers',
					},
					{
						name: 'Offer Shipping Rate (Retired)',
						value: 'offerShippingRates',
						description:
							'Retired: Allegro switched it off on 2022-06-06. Use Shipping Rate Set instead.',
					},
					{
						name: 'Point of Service',
						value: 'pointOfService',
						description: 'Places where buyers pick up what they bought',
					},
					{
						name: 'Responsible Person',
						value: 'responsiblePerson',
						description: 'Who answers for products in the EU (GPSR)',
					},
					{
						name: 'Responsible Producer',
						value: 'responsibleProducer',
						description: 'Makers of products (GPSR)',
					},
					{
						name: 'Return Policy',
						value: 'returnPolicy',
						description: 'Terms of return for offers',
					},
					{
						name: 'Shipping Rate Set',
						value: 'shippingRates',
						description: 'Price lists for delivery (cenniki dostaw)',
					},
					{ name: 'Size Table', value: 'sizeTable', description: 'Tables of sizes for offers' },
					{ name: 'Warranty', value: 'warranty', description: 'Warranties for offers' },
					{
						name: 'Warranty Attachment',
						value: 'warrantyAttachment',
						description: 'PDFs with the texts of warranties',
					},
				],
				default: 'shippingRates',
				routing: knownOperation,
			},
			...shippingRatesResource,
			...deliveryMethodResource,
			...deliverySettingsResource,
			...returnPolicyResource,
			...warrantyResource,
			...warrantyAttachmentResource,
			...impliedWarrantyResource,
			...responsibleProducerResource,
			...responsiblePersonResource,
			...pointOfServiceResource,
			...contactResource,
			...sizeTableResource,
			...additionalServiceGroupResource,
			...additionalServiceTranslationResource,
			...additionalServiceResource,
			...additionalServiceDefinitionResource,
			...offerShippingRatesResource,
		],
	};

	methods = forPanel({
		listSearch: {
			searchAdditionalServiceGroups,
			searchContacts,
			searchImpliedWarranties,
			searchOffers,
			searchPointsOfService,
			searchResponsiblePersons,
			searchResponsibleProducers,
			searchReturnPolicies,
			searchShippingRates,
			searchSizeTables,
			searchWarranties,
		},
		loadOptions: { getAdditionalServices, getDeliveryMethods, getSizeTableTemplates },
	});

	customOperations = operationsOf(this.description);
}
