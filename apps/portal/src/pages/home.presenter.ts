import type { TerritoryFigures } from '@halles/domain/territories';
import { formatNumber } from '@halles/platform/theming';
import { linkTo } from '../page/layout.presenter';
import type { PageScope } from '../page/page-scope';
import { routes } from '../routes';
import type { HomeBody } from '../view-models';

/** The categories of the home page, in order: the name of the pictogram and the French word of the URL. */
export const homeCategories = [
  { key: 'bakery', slug: 'boulangeries' },
  { key: 'food', slug: 'alimentation' },
  { key: 'market', slug: 'marches' },
  { key: 'restaurant', slug: 'restaurants' },
  { key: 'health', slug: 'sante' },
  { key: 'beauty', slug: 'beaute' },
  { key: 'clothes', slug: 'mode' },
  { key: 'home', slug: 'maison' },
  { key: 'books', slug: 'livres' },
  { key: 'flowers', slug: 'fleurs' },
  { key: 'repair', slug: 'reparation' },
  { key: 'services', slug: 'services' },
] as const;

function presentFigures(scope: PageScope, figures: TerritoryFigures | null): HomeBody['figures'] {
  if (!figures || figures.communes === 0) return [];
  const { texts, locale } = scope;
  const population = {
    value: formatNumber(figures.population, locale),
    label: texts.line('pages.home.population'),
  };
  if (figures.communes < 2) return [population];
  return [
    { value: formatNumber(figures.communes, locale), label: texts.line('pages.home.communes') },
    population,
  ];
}

/** The home page. Pure. */
export function presentHome(scope: PageScope, figures: TerritoryFigures | null): HomeBody {
  const { settings, locale, texts } = scope;
  const action = routes.businesses[locale];
  return {
    search: { action, q: '' },
    categories: homeCategories.map(({ key, slug }) => ({
      icon: key,
      label: texts.line(`pages.categories.${key}`),
      href: `${action}?categorie=${slug}`,
    })),
    word: {
      paragraphs: settings.word.text[locale].split(/\n{2,}/),
      author: settings.word.author[locale],
      role: settings.word.role[locale],
    },
    figures: presentFigures(scope, figures),
    about: { ...linkTo(scope, 'about'), label: texts.line('pages.home.about') },
    contact: { ...linkTo(scope, 'contact'), label: texts.line('pages.home.contact') },
  };
}
