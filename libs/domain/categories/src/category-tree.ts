import type { Branch, BranchData, Category, CategoryTree, LeafData, OsmCondition } from './category';
import { associations } from './data/associations';
import { beauty } from './data/beauty';
import { building } from './data/building';
import { culture } from './data/culture';
import { fashion } from './data/fashion';
import { food } from './data/food';
import { health } from './data/health';
import { home } from './data/home';
import { lodging } from './data/lodging';
import { markets } from './data/markets';
import { mobility } from './data/mobility';
import { professional } from './data/professional';
import { publicServices } from './data/public';
import { repair } from './data/repair';
import { restaurants } from './data/restaurants';
import { services } from './data/services';

const listed = (text: string): readonly string[] => text.split(', ').filter((term) => term !== '');

/** `amenity=restaurant+cuisine=pizza` as conditions. A key may hold a colon, never an equals sign. */
function conditionsOf(rule: string): readonly OsmCondition[] {
  return rule.split('+').map((condition) => {
    const [key = '', value] = condition.split('=');
    return { key, value: value === '*' ? undefined : value };
  });
}

const toCategory = (leaf: LeafData, branch: string): Category => ({
  id: leaf.id,
  branch,
  label: leaf.label,
  plural: leaf.plural,
  synonyms: { fr: listed(leaf.synonyms.fr), en: listed(leaf.synonyms.en) },
  icon: leaf.icon,
  schemaType: leaf.schemaType,
  naf: leaf.naf ?? [],
  nafByName: leaf.nafByName ?? [],
  osm: leaf.osm.split(' ').filter(Boolean).map(conditionsOf),
  hidden: false,
  own: false,
});

const toBranch = ({ id, label, icon }: BranchData): Branch => ({ id, label, icon, hidden: false });

/** In the order of menus: what people look for most comes first. */
const data: readonly BranchData[] = [
  food,
  restaurants,
  markets,
  health,
  beauty,
  home,
  building,
  fashion,
  culture,
  services,
  professional,
  repair,
  mobility,
  associations,
  publicServices,
  lodging,
];

/** The tree that every territory starts from. */
export const baseCategories: CategoryTree = {
  branches: data.map(toBranch),
  leaves: data.flatMap(({ id, leaves }) => leaves.map((leaf) => toCategory(leaf, id))),
};
