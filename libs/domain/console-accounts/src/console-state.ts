/**
 * The first label of what begins on the console itself. On a portal it is the login role of the tenant, `t_` and twelve
 * hexadecimal digits by a constraint of the registry (`tenant_role_opaque`): never this word.
 */
export const CONSOLE_STATE = 'console';
