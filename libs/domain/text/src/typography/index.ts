export { type StreetParts, displayCommune, displayStreet, displayStreetParts } from './french-address';
export { displayName, displayPerson } from './french-name';
export { isShouted, tidySpacing } from './spacing';
