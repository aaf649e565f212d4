import { fileRoutes } from '@halles/contracts';
import { Clock } from '@halles/kernel';
import { type Config, consoleOrigin, InjectConfig } from '@halles/platform/config';
import { answerSecurityTxt, type HttpAnswer, Public } from '@halles/platform/http';
import { Controller, Get } from '@nestjs/common';

/** To whom weaknesses are reported. */
@Public()
@Controller()
export class SecurityTxtController {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  @Get(fileRoutes.securityTxt)
  securityTxt(): HttpAnswer {
    return answerSecurityTxt(this.config.securityContact, consoleOrigin(this.config), this.clock.now());
  }
}
