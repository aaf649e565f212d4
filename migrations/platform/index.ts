import { Foundation1764028800000 } from './1764028800000-foundation';

/** Migrations of the `platform` schema, oldest first. */
export const platformMigrations = [Foundation1764028800000];
