import { type TenantCategories, tenantCategoriesSchema } from '@halles/contracts';
import { branches, categoryById, leavesOf } from './category-index';
import { baseCategories } from './category-tree';
import { matchCategory } from './match-category';
import { categoryOfNaf } from './naf-category';
import { applyTenantCategories, findCategoryErrors } from './tenant-categories';

const overrides = (input: object): TenantCategories => tenantCategoriesSchema.parse(input);

const oyster = {
  id: 'oyster-farmer',
  branch: 'food',
  label: { fr: 'Ostréiculteur', en: 'Oyster farmer' },
  plural: { fr: 'Ostréiculteurs', en: 'Oyster farmers' },
  synonyms: { fr: ['cabane à huîtres'] },
};

describe('a territory’s categories', () => {
  it('hides a leaf from menus and searches, and not from its listings', () => {
    const tree = applyTenantCategories(baseCategories, overrides({ hide: ['adult-shop'] }));
    expect(leavesOf('services', tree).map((leaf) => leaf.id)).not.toContain('adult-shop');
    expect(matchCategory('sex-shop', tree)).toEqual([]);
    expect(categoryById('adult-shop', tree)?.hidden).toBe(true);
  });

  it('hides a branch with all that is in it, and still knows what a register row is', () => {
    const tree = applyTenantCategories(baseCategories, overrides({ hide: ['professional'] }));
    expect(branches(tree).map((branch) => branch.id)).not.toContain('professional');
    expect(matchCategory('avocat', tree)).toEqual([]);
    expect(categoryOfNaf('69.10Z', 'NAFRev2', {}, tree).category?.id).toBe('lawyer');
  });

  it('renames a leaf, found by the new name and by its synonyms', () => {
    const label = { fr: 'Boulange', en: 'Bread house' };
    const tree = applyTenantCategories(baseCategories, overrides({ rename: { bakery: { label } } }));
    expect(categoryById('bakery', tree)).toMatchObject({ label, plural: label });
    expect(matchCategory('boulange', tree)[0]).toMatchObject({ kind: 'exact' });
    expect(matchCategory('baguette', tree)[0]?.category.id).toBe('bakery');
  });

  it('adds a leaf with the icon of its branch', () => {
    const tree = applyTenantCategories(baseCategories, overrides({ add: [oyster] }));
    expect(matchCategory('cabane à huitres', tree)[0]?.category).toMatchObject({
      id: 'oyster-farmer',
      icon: 'food',
      schemaType: 'LocalBusiness',
      own: true,
    });
  });

  it('leaves the base tree as it was', () => {
    const before = JSON.stringify(baseCategories);
    applyTenantCategories(baseCategories, overrides({ hide: ['bakery', 'food'], add: [oyster] }));
    expect(JSON.stringify(baseCategories)).toBe(before);
    expect(applyTenantCategories(baseCategories, overrides({}))).toEqual(baseCategories);
  });

  it('says where overrides are wrong, and lives with them', () => {
    const wrong = overrides({
      hide: ['no-such-leaf'],
      rename: { 'nor-this': { label: { fr: 'A', en: 'A' } } },
      add: [
        { ...oyster, id: 'bakery' },
        { ...oyster, branch: 'nowhere', schemaType: 'Bakeryy' },
      ],
    });
    const pointers = findCategoryErrors(baseCategories, wrong).map((error) => error.pointer);
    expect(pointers).toEqual([
      '/add/0/id',
      '/add/1/branch',
      '/add/1/schemaType',
      '/hide/0',
      '/rename/nor-this',
    ]);
    expect(applyTenantCategories(baseCategories, wrong)).toEqual(baseCategories);
    expect(findCategoryErrors(baseCategories, overrides({ hide: ['bakery'], add: [oyster] }))).toEqual([]);
  });

  it.each([
    { hide: ['Not Kebab'] },
    { add: [{ ...oyster, label: { fr: 'Seul' } }] },
    { add: [{ ...oyster, icon: '../x' }] },
    { show: [] },
  ])('refuses %p by its schema', (input) => {
    expect(tenantCategoriesSchema.safeParse(input).success).toBe(false);
  });
});
