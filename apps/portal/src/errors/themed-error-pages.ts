import { postedFormOf } from '@halles/platform/forms';
import { ErrorPages, type Problem, localeOfPath } from '@halles/platform/http';
import { ThemeRegistry } from '@halles/platform/theming';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { PageRenderer } from '../rendering/page-renderer';
import { presentLayout } from '../rendering/layout.presenter';
import { sentAgain } from './sent-again';
import { isClosed, presentError, presentNeutralError, presentNeutralLayout } from './error.presenter';

/** Error pages in the theme of the portal of the request; in the product's own where there is no such portal. */
@Injectable()
export class ThemedErrorPages extends ErrorPages {
  constructor(
    private readonly themes: ThemeRegistry,
    private readonly renderer: PageRenderer,
  ) {
    super();
  }

  override render(request: FastifyRequest, problem: Problem): string {
    const locale = localeOfPath(problem.instance);
    const tenant = request.tenantContext?.tenant;
    if (!tenant) return this.neutral(problem, locale);
    const scope = this.renderer.scope(tenant, locale);
    const shownError = presentError(scope, problem);
    const again = request.method === 'POST' ? sentAgain(postedFormOf(request).values, problem, scope) : {};
    const body = { ...shownError, ...again, ...(again.again ? { actions: [] } : {}) };
    const layout = presentLayout(scope, { page: null, title: body.heading, description: body.detail });
    // A closed portal offers no way to pages that would not answer.
    const shown = isClosed(problem)
      ? { ...layout, nav: [], footer: { links: [], publisher: layout.footer.publisher } }
      : layout;
    const { languageSwitch: _none, ...closed } = shown;
    const page = { layout: isClosed(problem) ? closed : shown, body };
    return this.renderer.render(tenant, 'errors/error', page, { status: problem.status });
  }

  private neutral(problem: Problem, locale: 'fr' | 'en'): string {
    const theme = this.themes.neutral();
    const { tokens, urls } = theme;
    const scope = {
      locale,
      texts: theme.texts(locale),
      urls,
      themeColor: { light: tokens.light.ground, dark: tokens.dark.ground },
    };
    const body = presentNeutralError(scope, problem);
    const layout = presentNeutralLayout(scope, body.heading);
    return theme.render('errors/error', locale, { layout, body }, { status: problem.status });
  }
}
