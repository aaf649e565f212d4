import { ViewResolver } from './view-resolver';

describe('view resolution', () => {
  it('asks for the plain view alone when nothing varies', () => {
    expect(ViewResolver.candidates('static-pages/home')).toEqual(['static-pages/home']);
  });

  it('asks for the variant first', () => {
    expect(ViewResolver.candidates('listings/show', { variant: 'bakery' })).toEqual([
      'listings/show--bakery',
      'listings/show',
    ]);
  });

  it('goes from the status to its class to the general error', () => {
    expect(ViewResolver.candidates('errors/error', { status: 404 })).toEqual([
      'errors/404',
      'errors/4xx',
      'errors/error',
    ]);
  });
});
