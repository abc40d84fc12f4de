import { Public } from '@goldenthread/access';
import { readModels, PLATFORM, type Platform } from '@goldenthread/runtime';
import { liveGenerations } from '@goldenthread/read-models';
import { Refusal } from '@goldenthread/event-sourcing';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

interface ViewLag {
  readonly view: string;
  readonly position: string;
  readonly eventsBehind: number;
  readonly stopped: boolean;
}

/** For whoever keeps this running; says nothing of what is recorded. */
@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  @Get('live')
  @ApiOperation({ summary: 'Whether the program runs' })
  @Public('A process supervisor has no account')
  live(): object {
    return { status: 'live' };
  }

  @Get('ready')
  @ApiOperation({ summary: 'Whether it can take requests' })
  @Public('A load balancer has no account')
  async ready(): Promise<object> {
    const views = await this.lag().catch(() => undefined);
    if (!views || views.length <= readModels.length) throw new Refusal('views-behind');
    return { status: 'ready' };
  }

  @Get('lag')
  @ApiOperation({ summary: 'How far each view is behind the record' })
  @Public('A monitor has no account')
  async lagging(): Promise<object> {
    return { views: await this.lag() };
  }

  private async lag(): Promise<ViewLag[]> {
    const [head, live] = await Promise.all([this.platform.store.head(), liveGenerations(this.platform.pools.reader)]);
    return live.map(({ projection, checkpoint, failure }) => ({
      view: projection,
      position: String(checkpoint),
      eventsBehind: Number((head?.position ?? -1n) - checkpoint),
      stopped: failure !== null,
    }));
  }
}
