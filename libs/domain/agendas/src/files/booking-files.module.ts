import { Module } from '@nestjs/common';
import { AgendasModule } from '../agendas.module';
import { BookingFiles } from './booking-files.service';

/** Files of bookings. Needs `StorageModule`, which is global. */
@Module({ imports: [AgendasModule], providers: [BookingFiles], exports: [BookingFiles] })
export class BookingFilesModule {}
