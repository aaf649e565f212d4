import { type FontFace, type ThemeTokens, tokensSchema } from '@halles/contracts';
import { MailTemplateError } from '../mail.errors';

/** What readers' machines have: mail loads nothing, so a territory's face is shown where it happens to be installed. */
const STACKS: Readonly<Record<FontFace['fallback'], string>> = {
  serif: "Georgia, 'Times New Roman', serif",
  'sans-serif': "-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif",
  cursive: "'Trebuchet MS', Verdana, sans-serif",
};

const stack = ({ family, fallback }: FontFace): string => `'${family}', ${STACKS[fallback]}`;

/**
 * Reads a theme's tokens.
 * @throws MailTemplateError with every error of the file
 */
export function parseTokens(file: string, json: string): ThemeTokens {
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch (error) {
    throw new MailTemplateError(file, 'is not JSON', { cause: error });
  }
  const parsed = tokensSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(
    (issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`,
  );
  throw new MailTemplateError(file, errors.join('; '));
}

/** The `{{theme.…}}` constants of a territory's mail: `light.accent`, `dark.ink`, `displayStack`, `radiusControl`… */
export function themeConstants(tokens: ThemeTokens): ReadonlyMap<string, string> {
  const palettes = (['light', 'dark'] as const).flatMap((scheme) =>
    Object.entries(tokens[scheme]).map(([name, colour]): [string, string] => [`${scheme}.${name}`, colour]),
  );
  return new Map<string, string>([
    ...palettes,
    ['displayStack', stack(tokens.display)],
    ['textStack', stack(tokens.text)],
    ['displayWeight', String(tokens.displayWeight)],
    ['displayTracking', `${tokens.displayTracking}em`],
    ['radiusControl', `${tokens.radius.control}px`],
    ['radiusCard', `${tokens.radius.card}px`],
    ['stroke', `${tokens.stroke}px`],
  ]);
}
