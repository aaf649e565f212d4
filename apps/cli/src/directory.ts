import { DuplicatesModule, DuplicateService } from '@halles/domain/duplicates';
import { ImportService, ImportsModule } from '@halles/domain/imports';
import { SeedService, SeedsModule } from '@halles/domain/seeds';
import { type Config, ConfigModule } from '@halles/platform/config';
import { DatabaseModule } from '@halles/platform/database';
import {
  createContext,
  TenancyModule,
  type Tenant,
  type TenantContext,
  TenantRegistry,
} from '@halles/platform/tenancy';
import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { v7 as uuid } from 'uuid';

/**
 * What the commands do to the directories of territories, with the modules and the roles of a server process. Provisioning,
 * which needs the rights of the migrator, is no part of it.
 */
@Module({
  imports: [
    DatabaseModule.forRoot({ applicationName: 'halles-cli' }),
    TenancyModule,
    DuplicatesModule,
    ImportsModule,
    SeedsModule,
  ],
})
class DirectoryModule {
  static forRoot(config: Config): DynamicModule {
    return { module: DirectoryModule, imports: [ConfigModule.forRoot(config)] };
  }
}

/** Who works at the command line on a territory. */
export const operatorContext = (tenant: Tenant): TenantContext =>
  createContext(tenant, { kind: 'operator', accountId: null }, uuid());

/** The services that fill and correct directories. */
export interface Directory {
  readonly imports: ImportService;
  readonly duplicates: DuplicateService;
  readonly seeds: SeedService;
  /** A context for each territory of the registry, whatever its state. */
  contexts(): readonly TenantContext[];
  close(): Promise<void>;
}

/** Opens connections as the territories' roles, for a command that works on their data. To be closed. */
export async function openDirectory(config: Config): Promise<Directory> {
  const app = await NestFactory.createApplicationContext(DirectoryModule.forRoot(config), {
    logger: false,
    abortOnError: false,
  });
  return {
    imports: app.get(ImportService),
    duplicates: app.get(DuplicateService),
    seeds: app.get(SeedService),
    contexts: () => app.get(TenantRegistry).all().map(operatorContext),
    close: () => app.close(),
  };
}
