export * from './console/console.schema';
export * from './directory/categories.schema';
export * from './directory/listing-report.schema';
export * from './directory/search.schema';
export * from './enquiries/enquiry.schema';
export * from './territory/places.schema';
export * from './territory/tenant-settings.schema';
export * from './theme/tokens.schema';
