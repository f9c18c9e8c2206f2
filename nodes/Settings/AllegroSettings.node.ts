import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

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
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Additional Service', value: 'additionalService' },
					{
						name: 'Additional Service Definition (Retired)',
						value: 'additionalServiceDefinition',
					},
					{ name: 'Additional Service Group', value: 'additionalServiceGroup' },
					{ name: 'Additional Service Translation', value: 'additionalServiceTranslation' },
					{ name: 'Contact', value: 'contact' },
					{ name: 'Delivery Method', value: 'deliveryMethod' },
					{ name: 'Delivery Setting', value: 'deliverySettings' },
					{ name: 'Implied Warranty', value: 'impliedWarranty' },
					{ name: 'Offer Shipping Rate (Retired)', value: 'offerShippingRates' },
					{ name: 'Point of Service', value: 'pointOfService' },
					{ name: 'Responsible Person', value: 'responsiblePerson' },
					{ name: 'Responsible Producer', value: 'responsibleProducer' },
					{ name: 'Return Policy', value: 'returnPolicy' },
					{ name: 'Shipping Rate Set', value: 'shippingRates' },
					{ name: 'Size Table', value: 'sizeTable' },
					{ name: 'Warranty', value: 'warranty' },
					{ name: 'Warranty Attachment', value: 'warrantyAttachment' },
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
