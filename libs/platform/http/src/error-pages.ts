import { escapeHtml } from '@halles/kernel';
import type { FastifyRequest } from 'fastify';
import type { Problem } from './problem';

/** What the portal provides so that people see errors in the theme of the place they are at. */
export abstract class ErrorPages {
  /**
   * The HTML page of a problem. `request.tenantContext` is absent where no tenant was found.
   * @returns undefined where no page can be made: a plain one is then sent
   */
  abstract render(request: FastifyRequest, problem: Problem): string | undefined;
}

/** The page of last resort: no style, no script, no tenant. Pure. */
export function plainErrorPage(problem: Problem, locale: 'fr' | 'en'): string {
  const number = locale === 'fr' ? 'Numéro de la demande' : 'Request number';
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(problem.title)}</title>
</head>
<body>
<main>
<h1>${escapeHtml(problem.title)}</h1>
<p>${escapeHtml(problem.detail)}</p>
<p>${number} : <code>${escapeHtml(problem.requestId)}</code></p>
</main>
</body>
</html>
`;
}
