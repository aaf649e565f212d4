import type { PageScope } from '../rendering/page-scope';
import { type Fact, ProseWriter } from '../rendering/prose';
import type { ProseBody } from '../rendering/prose.view';
import { phoneHref } from '../wording/contact-words';

/** About: what this is, who runs it, what it holds to. Pure. */
export function presentAbout(scope: PageScope): ProseBody {
  const write = new ProseWriter(scope, 'about');
  return {
    heading: write.line('heading'),
    lead: scope.settings.tagline[scope.locale],
    sections: [
      write.section('what'),
      write.section('who'),
      write.section('principles', { items: write.paragraphs('principles.items') }),
      write.section('join', { link: write.link('join.link', 'contact') }),
      ...(scope.settings.demonstration ? [write.section('demonstration')] : []),
    ],
  };
}

interface Organisation {
  readonly name: string;
  readonly address: string;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly siren?: string | undefined;
}

const spacedSiren = (siren: string): string => siren.replaceAll(/\B(?=(?:\d{3})+$)/g, '\u00a0');

function organisationFacts(write: ProseWriter, organisation: Organisation): Fact[] {
  const { name, address, phone, email, siren } = organisation;
  return [
    { term: write.line('facts.name'), value: name },
    { term: write.line('facts.address'), value: address.replaceAll('\n', ', ') },
    ...(phone ? [{ term: write.line('facts.phone'), value: phone, href: phoneHref(phone) }] : []),
    ...(email ? [{ term: write.line('facts.email'), value: email, href: `mailto:${email}` }] : []),
    ...(siren ? [{ term: write.line('facts.siren'), value: spacedSiren(siren) }] : []),
  ];
}

/** Legal notice: loi n° 2004-575 (LCEN), article 1-1. Pure. */
export function presentLegalNotice(scope: PageScope): ProseBody {
  const { publisher, hosting, demonstration } = scope.settings;
  const write = new ProseWriter(scope, 'legalNotice');
  const director: Fact = { term: write.line('facts.director'), value: publisher.director };
  return {
    heading: write.line('heading'),
    lead: write.line('lead'),
    sections: [
      write.section('publisher', { facts: [...organisationFacts(write, publisher), director] }),
      write.section('hosting', { facts: organisationFacts(write, hosting) }),
      write.section('content'),
      write.section('report', { link: write.link('report.link', 'contact') }),
      write.section('software'),
      ...(demonstration ? [write.section('demonstration')] : []),
    ],
  };
}

const CONTACT_FACTS = ['purpose', 'basis', 'data', 'recipients', 'retention', 'transfer'] as const;
const CNIL_COMPLAINTS = 'https://www.cnil.fr/fr/plaintes';

/** Personal data: articles 13 and 14 of the GDPR. Pure. */
export function presentPrivacy(scope: PageScope): ProseBody {
  const { dataProtection, hosting, orders } = scope.settings;
  const { officer } = dataProtection;
  const write = new ProseWriter(scope, 'privacy', {
    hosting: hosting.name,
    orderDays: orders.retentionDays,
    officer: typeof officer === 'string' ? officer : officer[scope.locale],
  });
  const facts = CONTACT_FACTS.map((name) => ({
    term: write.line(`contact.${name}`),
    value: write.line(`contact.${name}Text`),
  }));
  return {
    heading: write.line('heading'),
    lead: write.line('lead'),
    sections: [
      write.section('controller'),
      write.section('reading'),
      write.section('contact', { facts }),
      write.section('orders'),
      write.section('accounts'),
      write.section('claims'),
      write.section('pages'),
      write.section('letters'),
      write.section('reports'),
      write.section('businesses'),
      write.section('rights', {
        facts: [
          {
            term: write.line('rights.email'),
            value: dataProtection.email,
            href: `mailto:${dataProtection.email}`,
          },
        ],
        link: { href: CNIL_COMPLAINTS, label: write.line('rights.cnil') },
      }),
    ],
  };
}
