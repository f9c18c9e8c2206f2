/** JSON that users can start from. It stands here, because n8n's linter wants each `id` in texts in capitals. */
export const EXAMPLES = {
	afterSalesServices: 'e.g. { "returnPolicy": { "id": "09f0b4cc-7880-11e9-8f9e-2a86e4085a59" } }',
	deposits: 'e.g. [{ "id": "5e8a9e73-7e55-1896-bd8a-9c430413e808", "quantity": 1 }]',
	discounts: 'e.g. { "wholesalePriceList": { "id": "5637592a-0a24-11e9-b527-d89b2767d821" } }',
	extraPackages: 'e.g. [{ "id": "0a4e8a3e-3f2b-11ec-9e3b-0242ac130003", "republish": false }]',
	parameters: 'e.g. [{ "id": "11323", "valuesIds": ["11323_1"] }]',
	tecdocSpecification: 'e.g. { "id": "470b8513-b786-17b9-9e7e-2f848729cfd6" }',
};
