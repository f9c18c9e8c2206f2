/** The parameters of categories: read, shown as fields, and brought into the shape of a request. */
export * from './byId';
export * from './definitions';
export * from './mapperFields';
export * from './mapping';
