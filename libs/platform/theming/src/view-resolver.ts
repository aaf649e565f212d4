export interface ViewRequest {
  /** A variation of the same page, e.g. `bakery`: looked for as `<view>--<variant>` first. */
  readonly variant?: string;
  /** HTTP status of an error page: `errors/404` is looked for before `errors/4xx` and `errors/error`. */
  readonly status?: number;
}

/**
 * The names under which a view is looked for, most specific first. Pure; each name is then looked for in the
 * tenant's views, then in the base theme's.
 */
export const ViewResolver = {
  candidates(view: string, { variant, status }: ViewRequest = {}): string[] {
    const folder = view.slice(0, view.lastIndexOf('/') + 1);
    const bases =
      status === undefined ? [view] : [`${folder}${status}`, `${folder}${Math.floor(status / 100)}xx`, view];
    return bases.flatMap((base) => (variant === undefined ? [base] : [`${base}--${variant}`, base]));
  },
};
