import { Module } from '@nestjs/common';
import { ShellController } from './shell.controller';

/** The installable shell of the merchant space. */
@Module({ controllers: [ShellController] })
export class ShellModule {}
