export type HeaderSet = Readonly<Record<string, string>>;

/** Policy of cached pages: no inline code exists, so neither nonce nor hash is needed. */
const PORTAL_POLICY: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'manifest-src': "'self'",
  'form-action': "'self'",
  'base-uri': "'none'",
  'object-src': "'none'",
  'frame-ancestors': "'none'",
};

/** The value of a Content-Security-Policy header: the base policy, with the given directives instead of its own. Pure. */
export function contentSecurityPolicy(overrides: Readonly<Record<string, string>> = {}): string {
  return Object.entries({ ...PORTAL_POLICY, ...overrides })
    .map(([name, value]) => (value === '' ? name : `${name} ${value}`))
    .join('; ');
}

/** Features of browsers that no page of ours uses, refused to injected code and frames alike. */
const PERMISSIONS =
  'accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), encrypted-media=(), geolocation=(self), ' +
  'gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(self), ' +
  'screen-wake-lock=(self), serial=(), usb=(), xr-spatial-tracking=()';

/** The headers of a page that reads bar codes with the camera: a program of our own origin may run on it, and see what the camera does. Pure. */
export const cameraHeaders = (): HeaderSet => ({
  'content-security-policy': contentSecurityPolicy({ 'script-src': "'self' 'wasm-unsafe-eval'" }),
  'permissions-policy': PERMISSIONS.replace('camera=()', 'camera=(self)'),
});

const ONE_YEAR_SECONDS = 31_536_000;

/** Whose host it is decides how far HSTS may reach: below a town's own domain live sites that are not ours. */
export type HostKind = 'subdomain' | 'custom';

/**
 * The headers of every answer, errors and redirects included. Pure.
 * @param scheme HSTS is sent over https only
 */
export function securityHeaders(scheme: 'http' | 'https', host: HostKind, policy: string): HeaderSet {
  return Object.freeze({
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': PERMISSIONS,
    'x-frame-options': 'DENY',
    ...(scheme === 'https'
      ? {
          'strict-transport-security': `max-age=${ONE_YEAR_SECONDS}${host === 'subdomain' ? '; includeSubDomains' : ''}`,
        }
      : {}),
  });
}
