import type { Access } from '@halles/contracts';

/** Narrowest passage that a wheelchair goes through, cm: arrêté of 8 December 2014, article 10. */
const NARROWEST = 77;

/**
 * Whether one gets in with a wheelchair, as the directory knows three answers, by what is said of the entrance; null where
 * too little is. Pure.
 */
export function wheelchairOf(access: Access): 'yes' | 'limited' | 'no' | null {
  const {
    entree_plain_pied: level,
    entree_marches: steps,
    entree_marches_rampe: ramp,
    entree_largeur_mini: width,
    entree_aide_humaine: help,
  } = access;
  const isNarrow = width !== null && width < NARROWEST;
  if (level === true || ramp === 'fixe') return isNarrow ? 'limited' : 'yes';
  if (ramp === 'amovible') return 'limited';
  if (level === false || steps !== null) return help === true ? 'limited' : 'no';
  return null;
}
