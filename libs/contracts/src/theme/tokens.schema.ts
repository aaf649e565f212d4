import { z } from 'zod';

const hex = z.string().regex(/^#[0-9a-f]{6}$/, 'a colour as #rrggbb, lower case');

/** The colours of one scheme. Every pair that carries text is checked for contrast by `theme check`. */
export const paletteSchema = z.strictObject({
  /** Page ground, and two tinted surfaces laid on it. */
  ground: hex,
  surface: hex,
  surfaceStrong: hex,
  /** Text, and quieter text: both on any of the three above. */
  ink: hex,
  inkMuted: hex,
  /** The one accent: links, the main action; and the text that stands on it. */
  accent: hex,
  onAccent: hex,
  /** The support colour: chips, marks, the masthead's ground; and the text that stands on it. */
  support: hex,
  onSupport: hex,
  /** Hairlines (decorative), and the border of a field (3:1 at least). */
  line: hex,
  fieldLine: hex,
  focus: hex,
  success: hex,
  warning: hex,
  danger: hex,
});

const fontFaceSchema = z.strictObject({
  /** CSS family name, e.g. "Fraunces". */
  family: z.string().regex(/^[A-Za-z0-9 ]{2,40}$/),
  /** npm package that carries the files. */
  package: z.string().regex(/^@fontsource(-variable)?\/[a-z0-9-]+$/),
  /** Files of the package's `files/` folder, latin subset, woff2. `weight` is "400" or a range "200 900". */
  files: z
    .array(
      z.strictObject({
        file: z.string().regex(/^[a-z0-9-]+\.woff2$/),
        weight: z.string().regex(/^\d{3}( \d{3,4})?$/),
        style: z.enum(['normal', 'italic']).default('normal'),
      }),
    )
    .min(1)
    .max(4),
  fallback: z.enum(['serif', 'sans-serif', 'cursive']),
});

/** `tenants/<slug>/theme/tokens.json`: a territory's face. */
export const tokensSchema = z.strictObject({
  light: paletteSchema,
  dark: paletteSchema,
  display: fontFaceSchema,
  text: fontFaceSchema,
  /** Weight of headings, 400 to 900, and letter-spacing in em. */
  displayWeight: z.int().min(300).max(900),
  displayTracking: z.number().min(-0.06).max(0.06).default(0),
  /** Corner radius of controls and cards, px. */
  radius: z.strictObject({ control: z.number().min(0).max(32), card: z.number().min(0).max(40) }),
  /** Vertical rhythm: 1 is the base, 0.9 tighter, 1.1 airier. */
  density: z.number().min(0.8).max(1.3).default(1),
  /** Width of rules and borders, px. */
  stroke: z.number().min(1).max(4).default(1),
});

export type Palette = z.output<typeof paletteSchema>;
export type ThemeTokens = z.output<typeof tokensSchema>;
export type FontFace = ThemeTokens['display'];
