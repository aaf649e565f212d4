import type { fr } from './fr';

/** The keys and parameters of every text: what a language has to provide. */
export type Texts = typeof fr;
