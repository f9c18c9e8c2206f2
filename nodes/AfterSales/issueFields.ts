import type { INodePropertyOptions } from 'n8n-workflow';

/** Source: PostPurchaseIssueStatus in Allegro's OpenAPI document. */
export const ISSUE_STATUSES: INodePropertyOptions[] = [
	{ name: 'Claim Accepted', value: 'CLAIM_ACCEPTED' },
	{ name: 'Claim Rejected', value: 'CLAIM_REJECTED' },
	{ name: 'Claim Submitted', value: 'CLAIM_SUBMITTED' },
	{ name: 'Dispute Closed', value: 'DISPUTE_CLOSED' },
	{ name: 'Dispute Ongoing', value: 'DISPUTE_ONGOING' },
	{ name: 'Dispute Unresolved', value: 'DISPUTE_UNRESOLVED' },
];

/** Source: MessageRequest in Allegro's OpenAPI document. */
export const MESSAGE_TYPES: INodePropertyOptions[] = [
	{
		name: 'Ask to End the Dispute',
		value: 'END_REQUEST',
		description: 'Ask the buyer to close the dispute. For disputes only.',
	},
	{ name: 'Regular', value: 'REGULAR', description: 'A message, and nothing more' },
	{
		name: 'Return Not Required',
		value: 'RETURN_NOT_REQUIRED',
		description: 'Tell the buyer to keep the product. For claims only.',
	},
	{
		name: 'Return Required, Other Way',
		value: 'RETURN_REQUIRED_CUSTOM',
		description: 'Ask for the product, in the way that the text says. For claims only.',
	},
	{
		name: 'Return Required, Your Label',
		value: 'RETURN_REQUIRED_SELLER_LABEL',
		description: 'Ask for the product, with a label that you send. For claims only.',
	},
];

/** Source: ClaimStatusChangeRequest in Allegro's OpenAPI document. */
export const DECISIONS: INodePropertyOptions[] = [
	{ name: 'Accept: Exchange', value: 'ACCEPTED_EXCHANGE' },
	{ name: 'Accept: Partial Refund', value: 'ACCEPTED_PARTIAL_REFUND' },
	{ name: 'Accept: Refund', value: 'ACCEPTED_REFUND' },
	{ name: 'Accept: Repair', value: 'ACCEPTED_REPAIR' },
	{
		name: 'Reject: Additional Requirements Not Completed',
		value: 'REJECTED_ADDITIONAL_REQUIREMENTS_NOT_COMPLETED',
	},
	{ name: 'Reject: Claim Withdrawn by Buyer', value: 'REJECTED_CLAIM_WITHDRAWN_BY_BUYER' },
	{ name: 'Reject: Minor Defect', value: 'REJECTED_MINOR_DEFECT' },
	{ name: 'Reject: Other', value: 'REJECTED_OTHER' },
	{ name: 'Reject: Product Conforms to Contract', value: 'REJECTED_PRODUCT_CONFORMS_TO_CONTRACT' },
	{ name: 'Reject: Product Damaged by User', value: 'REJECTED_PRODUCT_DAMAGED_BY_USER' },
	{ name: 'Reject: Product Not Returned', value: 'REJECTED_PRODUCT_NOT_RETURNED' },
];
