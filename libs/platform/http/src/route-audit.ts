import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { type DiscoveryService, MetadataScanner } from '@nestjs/core';
import { ROUTE_ACCESS, type RouteAccess } from './access.decorator';

export interface DeclaredRoute {
  readonly controller: string;
  readonly handler: string;
  readonly method: string;
  readonly path: string;
  readonly access: RouteAccess | undefined;
}

/** Every route of the application's controllers with what it declares. */
export function listRoutes(discovery: Pick<DiscoveryService, 'getControllers'>): DeclaredRoute[] {
  const scanner = new MetadataScanner();
  return discovery.getControllers().flatMap(({ metatype, instance }) => {
    const controller = metatype as Type<object> | null;
    if (!controller || !instance) return [];
    const prototype = Object.getPrototypeOf(instance) as Record<string, unknown>;
    return scanner.getAllMethodNames(prototype).flatMap((handler) => {
      const target = prototype[handler];
      if (typeof target !== 'function') return [];
      const path: unknown = Reflect.getMetadata(PATH_METADATA, target);
      if (path === undefined) return [];
      const method =
        RequestMethod[(Reflect.getMetadata(METHOD_METADATA, target) as RequestMethod | undefined) ?? 0] ??
        'GET';
      const access = (Reflect.getMetadata(ROUTE_ACCESS, target) ??
        Reflect.getMetadata(ROUTE_ACCESS, controller)) as RouteAccess | undefined;
      const prefix: unknown = Reflect.getMetadata(PATH_METADATA, controller);
      return [
        { controller: controller.name, handler, method, path: `${String(prefix)} ${String(path)}`, access },
      ];
    });
  });
}

/**
 * Refuses to start while a route has neither `@Public()` nor `@Requires()`, or asks for a permission in an application
 * that has nobody to check it.
 * @throws Error that lists every such route
 */
export function auditRoutes(routes: readonly DeclaredRoute[], hasAccessControl: boolean): void {
  const errors = routes.flatMap(({ access, controller, handler, method }) => {
    if (!access) return [`${method} ${controller}.${handler} declares neither @Public() nor @Requires()`];
    const unchecked = access.kind === 'permission' && !hasAccessControl;
    return unchecked
      ? [`${method} ${controller}.${handler} requires "${access.permission}", which nothing checks`]
      : [];
  });
  if (errors.length > 0)
    throw new Error(`routes without a guard:\n${errors.map((error) => `  - ${error}`).join('\n')}`);
}
