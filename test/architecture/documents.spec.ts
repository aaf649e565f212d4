import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { defaultRateLimits } from '@halles/platform/http';
import { ROOT, filesOf, textOf } from './support/files';

const DOCUMENTS = filesOf('.md');
const DECISIONS = DOCUMENTS.filter((path) => path.startsWith('docs/adr/'));

/** Targets of the relative links and images of a Markdown text, without their anchors. */
const relativeLinks = (markdown: string): string[] =>
  [...markdown.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target?.split('#')[0] ?? '')
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target));

describe('documents', () => {
  it('link to what exists', () => {
    const broken = DOCUMENTS.flatMap((path) =>
      relativeLinks(textOf(path))
        .map((target) => normalize(join(dirname(path), target)))
        .filter((target) => !existsSync(join(ROOT, target)))
        .map((target) => `${path} → ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it('tell the change log in the form of Keep a Changelog', () => {
    const text = textOf('CHANGELOG.md');
    const headings = text.split('\n').filter((line) => line.startsWith('#'));
    expect(headings[0]).toBe('# Changelog');
    expect(headings.slice(1).filter((line) => !CHANGELOG_HEADING.test(line))).toEqual([]);
    const days = headings
      .map((line) => /\d{4}-\d{2}-\d{2}$/.exec(line)?.[0] ?? '')
      .filter((day) => day !== '');
    expect(days).toEqual([...days].sort().reverse());
    const { version } = JSON.parse(textOf('package.json')) as { version: string };
    expect(text).toMatch(new RegExp(`^## \\[(${version.replaceAll('.', '\\.')}|Unreleased)\\]`, 'm'));
  });

  it('name each limit on what a visitor may do', () => {
    const [, table = ''] = /^## Limits$(.*?)^## /ms.exec(textOf('CONTRIBUTING.md')) ?? [];
    const missing = Object.keys(defaultRateLimits).filter((name) => !table.includes(`\`${name}\``));
    expect(missing).toEqual([]);
  });

  it('number the decisions without a gap, each with its context, decision and consequences', () => {
    expect(DECISIONS.map((path) => path.slice('docs/adr/'.length, 'docs/adr/'.length + 4))).toEqual(
      DECISIONS.map((_path, index) => String(index + 1).padStart(4, '0')),
    );
    for (const path of DECISIONS) {
      const headings = textOf(path)
        .split('\n')
        .filter((line) => line.startsWith('## '));
      expect({ path, headings }).toEqual({
        path,
        headings: ['## Context', '## Decision', '## Consequences'],
      });
    }
  });
});

const CHANGELOG_HEADING =
  /^(## \[Unreleased\]|## \[\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}|### (Added|Changed|Deprecated|Removed|Fixed|Security))$/;
