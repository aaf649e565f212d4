export type { ClickOutcome } from './footfall-count';
export { type FootfallLevel, publicLevel } from './footfall-level';
export { type FootfallLink, footfallLinks, MAX_FOOTFALL_LINKS } from './footfall-link';
export { FootfallLinks } from './footfall-links.service';
export { FootfallLinkNotFound, TooManyFootfallLinks } from './footfall.errors';
export { type Crowd, type CrowdNow, PublicFootfall } from './footfall-public.service';
export { FootfallModule } from './footfall.module';
export type { ClickSource } from './footfall.repository';
export { type CountedClicks, FootfallMeter, type FootfallNow } from './footfall.service';
