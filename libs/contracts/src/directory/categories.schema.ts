import { z } from 'zod';

/** A leaf's or branch's id: lower-case words joined by hyphens, 2 to 40 characters. */
export const categoryIdSchema = z.string().regex(/^(?=.{2,40}$)[a-z0-9]+(?:-[a-z0-9]+)*$/);

const label = z.string().trim().min(1).max(80);
const bilingualLabel = z.strictObject({ fr: label, en: label });
const synonyms = z.array(z.string().trim().min(2).max(60)).max(40).default([]);

/** What a territory calls a category instead of its usual name. */
export const categoryRenameSchema = z.strictObject({
  label: bilingualLabel,
  plural: bilingualLabel.optional(),
});

/** A category that a territory has and the base tree has not: "Santonnier", "Ostréiculteur". */
export const ownCategorySchema = z.strictObject({
  id: categoryIdSchema,
  /** A branch of the base tree. */
  branch: categoryIdSchema,
  label: bilingualLabel,
  plural: bilingualLabel,
  synonyms: z.strictObject({ fr: synonyms, en: synonyms }).prefault({}),
  /** A drawing of the icon set; the branch's where it is left out. */
  icon: categoryIdSchema.optional(),
  /** A subtype of schema.org's LocalBusiness; LocalBusiness itself where it is left out. */
  schemaType: z
    .string()
    .regex(/^[A-Z][A-Za-z]{1,39}$/)
    .optional(),
});

/** How a territory changes the tree of categories: what it hides, renames and adds. All optional. */
export const tenantCategoriesSchema = z.strictObject({
  /** Leaves, or whole branches, that menus and searches leave out; their listings keep them. */
  hide: z.array(categoryIdSchema).max(400).default([]),
  /** By id of a leaf or branch. */
  rename: z.record(categoryIdSchema, categoryRenameSchema).default({}),
  add: z.array(ownCategorySchema).max(100).default([]),
});

export type OwnCategory = z.output<typeof ownCategorySchema>;
export type TenantCategories = z.output<typeof tenantCategoriesSchema>;
