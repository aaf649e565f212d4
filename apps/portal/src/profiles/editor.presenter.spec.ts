import { scopeOf, territory } from '../../testing/page-scopes';
import { anEditor } from '../../testing/sample-editor';
import { clashWords } from './editor.presenter';

describe('who was faster', () => {
  const editor = anEditor();
  const said = (byAccount: string | null): string =>
    clashWords('clash', { by: 'Odile', byAccount }, editor, scopeOf(territory()));

  it('is whoever reads it, where it was another window of theirs', () => {
    expect(said(editor.author.accountId)).toMatch(/^Vous avez vous-même publié/);
  });

  it('is somebody else by their name, also where nobody knows the account', () => {
    for (const account of [null, '0193600c-0000-7000-8000-00000000000f'])
      expect(said(account)).toMatch(/^Odile a modifié/);
  });
});
