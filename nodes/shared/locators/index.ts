/** What users pick from lists: locators and dropdowns, each beside its search. One file for each area. */
export * from './account';
export * from './afterSales';
export * from './catalog';
export * from './charity';
export * from './delivery';
export * from './fulfillment';
export { pickedId, withoutUrl } from './lookUp';
export * from './messages';
export * from './offerExtras';
export * from './offers';
export * from './orders';
export * from './panel';
export * from './payments';
export * from './priceRules';
export * from './promotions';
export * from './ratings';
export * from './responsible';
export * from './terms';
