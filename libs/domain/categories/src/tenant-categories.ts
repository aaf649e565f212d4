import type { OwnCategory, TenantCategories } from '@halles/contracts';
import type { FieldError } from '@halles/kernel';
import type { Branch, Category, CategoryTree } from './category';
import { isSchemaType } from './schema-types';

/** A territory's own leaf; what it left out is the branch's. */
function toOwnCategory(own: OwnCategory, branch: Branch): Category {
  const schemaType = own.schemaType ?? '';
  return {
    id: own.id,
    branch: branch.id,
    label: own.label,
    plural: own.plural,
    synonyms: own.synonyms,
    icon: own.icon ?? branch.icon,
    schemaType: isSchemaType(schemaType) ? schemaType : 'LocalBusiness',
    naf: [],
    nafByName: [],
    osm: [],
    hidden: false,
    own: true,
  };
}

/**
 * A territory's tree: the base tree with its leaves hidden, renamed and added. Pure, and tolerant of overrides that were
 * written for another version of the tree: what names an unknown leaf or branch, or adds a taken id, changes nothing
 * (`findCategoryErrors` tells the person who saves).
 */
export function applyTenantCategories(tree: CategoryTree, overrides: TenantCategories): CategoryTree {
  const hidden = new Set(overrides.hide);
  const renamed = new Map(Object.entries(overrides.rename));
  const branches = tree.branches.map((branch) => ({
    ...branch,
    label: renamed.get(branch.id)?.label ?? branch.label,
    hidden: branch.hidden || hidden.has(branch.id),
  }));
  const byId = new Map(branches.map((branch) => [branch.id, branch]));
  const leaves = tree.leaves.map((leaf) => {
    const name = renamed.get(leaf.id);
    return {
      ...leaf,
      label: name?.label ?? leaf.label,
      plural: name?.plural ?? name?.label ?? leaf.plural,
      hidden: leaf.hidden || hidden.has(leaf.id),
    };
  });
  const taken = new Set([...byId.keys(), ...leaves.map((leaf) => leaf.id)]);
  for (const own of overrides.add) {
    const branch = byId.get(own.branch);
    if (branch === undefined || taken.has(own.id)) continue;
    taken.add(own.id);
    leaves.push({ ...toOwnCategory(own, branch), hidden: hidden.has(own.id) });
  }
  return { branches, leaves };
}

const error = (pointer: string, fr: string, en: string): FieldError => ({ pointer, message: { fr, en } });

function errorsOfAddition(own: OwnCategory, at: string, branches: ReadonlySet<string>): FieldError[] {
  const errors: FieldError[] = [];
  if (!branches.has(own.branch)) {
    errors.push(error(`${at}/branch`, 'Cette branche n’existe pas.', 'There is no such branch.'));
  }
  if (own.schemaType !== undefined && !isSchemaType(own.schemaType)) {
    const fr = 'Ce type schema.org n’est pas reconnu (exemple : Store).';
    errors.push(error(`${at}/schemaType`, fr, 'This schema.org type is not known (example: Store).'));
  }
  return errors;
}

/** What a territory's overrides get wrong about this tree, with JSON Pointers into them; empty when all is right. */
export function findCategoryErrors(tree: CategoryTree, overrides: TenantCategories): readonly FieldError[] {
  const branches = new Set(tree.branches.map((branch) => branch.id));
  const taken = new Set([...branches, ...tree.leaves.map((leaf) => leaf.id)]);
  const errors: FieldError[] = [];
  overrides.add.forEach((own, position) => {
    const at = `/add/${position}`;
    if (taken.has(own.id)) {
      errors.push(error(`${at}/id`, 'Cet identifiant est déjà pris.', 'This id is already taken.'));
    }
    taken.add(own.id);
    errors.push(...errorsOfAddition(own, at, branches));
  });
  const unknown = (pointer: string): FieldError =>
    error(pointer, 'Cette catégorie n’existe pas.', 'There is no such category.');
  overrides.hide.forEach((id, position) => {
    if (!taken.has(id)) errors.push(unknown(`/hide/${position}`));
  });
  for (const id of Object.keys(overrides.rename)) if (!taken.has(id)) errors.push(unknown(`/rename/${id}`));
  return errors;
}
