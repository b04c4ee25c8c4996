import { setTimeout } from 'node:timers/promises';
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core';
import type { Gateway } from './gateway';

/** Where Debian has its browser. */
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Pages that pages of the cluster name besides: documentation of what runs there. */
const documentation = /^([a-z]+\.)*(apache\.org|mlflow\.org|github\.com)$/;

/** What YARN's own script stumbles over, wherever it runs: the table of an attempt that asked for nothing. */
const ofYarn = 'resourceRequestsTableData is not defined';

/** Longest waits in milliseconds, on two busy cores: for a page, and for the answers that its scripts ask for. */
const patience = { page: 90_000, scripts: 20_000 };

/** How far a walk goes. Links of one form differ by numbers and values alone, as those of the rows of a table do. */
export interface Bounds {
  /** Clicks from the first page. */
  readonly depth: number;

  /** Pages that are opened, of those of one form. */
  readonly pages: number;

  /** Links that are followed, of those of one form. */
  readonly links: number;
}

/** What a walk saw. */
export interface Walk {
  /** Pages that were opened with everything that belongs to them. */
  readonly pages: readonly string[];

  /** Links that were followed. */
  readonly links: readonly string[];

  /** What a person would call broken: where, and what. */
  readonly faults: readonly string[];
}

/** A person with a browser and a login, who meets the cluster by the gateway alone. */
export class Visitor {
  private readonly pages: string[] = [];
  private readonly links = new Set<string>();
  private readonly faults = new Set<string>();
  private readonly forms = { pages: new Map<string, number>(), links: new Map<string, number>() };

  private constructor(
    private readonly browser: Browser,
    private readonly context: BrowserContext,
    private readonly root: string,
    private readonly bounds: Bounds,
  ) {}

  static async withLogin(gateway: Gateway, bounds: Bounds): Promise<Visitor> {
    const { host, port } = gateway.door;
    const { user, password } = gateway.admin;
    const browser = await chromium.launch({
      executablePath,
      args: ['--disable-dev-shm-usage', '--disable-gpu'],
    });
    const origin = `https://${host}:${port}`;
    const context = await browser.newContext({
      // A node has no name that is in the certificate; other tests ask for that.
      ignoreHTTPSErrors: true,
      httpCredentials: { username: user, password, origin, send: 'always' },
      viewport: { width: 1600, height: 1200 },
    });
    context.setDefaultTimeout(patience.page);
    return new Visitor(browser, context, `${origin}/gateway/default/`, bounds);
  }

  get walk(): Walk {
    return { pages: this.pages, links: [...this.links], faults: [...this.faults] };
  }

  close(): Promise<void> {
    return this.browser.close();
  }

  /** Opens a page, and what its links lead to, as far as the bounds let it. */
  async explore(path: string): Promise<void> {
    let wave = [{ url: new URL(path, this.root).href, from: 'the address line' }];
    for (let depth = 0; depth <= this.bounds.depth && wave.length > 0; depth++) {
      const next: typeof wave = [];
      for (const { url, from } of wave) {
        for (const link of await this.open(url, from)) {
          if (await this.leadsToPage(link, url)) next.push({ url: link, from: url });
        }
      }
      wave = next;
    }
  }

  /** Opens a page and does something on it; returns the links that it has then. */
  async open(url: string, from: string, act?: (page: Page) => Promise<void>): Promise<string[]> {
    const address = new URL(url, this.root).href;
    const page = await this.context.newPage();
    const fault = (what: string) => this.faults.add(`${this.short(address)} (from ${this.short(from)}): ${what}`);
    page.on('response', (response) => {
      if (response.status() >= 400) fault(`${response.status()} ${this.short(response.url())}`);
    });
    page.on('request', (request) => {
      if (/^https?:/.test(request.url()) && !request.url().startsWith(this.root)) fault(`asks for ${request.url()}`);
    });
    page.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText ?? '';
      // What a script asked for and then no longer wanted.
      if (reason !== 'net::ERR_ABORTED') fault(`${reason} ${this.short(request.url())}`);
    });
    page.on('console', (message) => {
      // The browser's own wish, which no page of the cluster names.
      if (message.type() === 'error' && new URL(message.location().url, address).pathname !== '/favicon.ico')
        fault(`console: ${message.text()}`);
    });
    page.on('pageerror', ({ message }) => {
      if (message !== ofYarn) fault(`script: ${message}`);
    });
    try {
      await page.goto(address, { waitUntil: 'load' });
      await this.quiet(page);
      if (act) {
        await act(page);
        await this.quiet(page);
      }
      this.pages.push(this.short(address));
      const links: string[] = await page
        .locator('a[href], area[href], iframe[src], form[action]')
        // Runs in the browser.
        .evaluateAll((elements: any[]) =>
          elements
            .map((element) => [
              element.getAttribute('href') ?? element.getAttribute('src') ?? element.getAttribute('action'),
              element.baseURI,
            ])
            .filter(([link]) => link !== '' && link !== '#' && !/^(javascript|mailto|data|blob):/.test(link))
            .map(([link, base]) => new URL(link, base).href),
        );
      return [...new Set(links)];
    } catch (error) {
      fault(`cannot be opened: ${String(error).split('\n')[0]}`);
      return [];
    } finally {
      await page.close();
    }
  }

  /** Follows a link; whether there is a page at its end that was not opened and is within the bounds. */
  private async leadsToPage(link: string, from: string): Promise<boolean> {
    const url = new URL(link);
    if (this.links.has(link) || documentation.test(url.hostname)) return false;
    const fault = (what: string) => this.faults.add(`${this.short(from)}: the link ${this.short(link)} ${what}`);
    if (!link.startsWith(this.root)) {
      this.links.add(link);
      fault('leads out of the gateway');
      return false;
    }
    const form = link
      .slice(this.root.length)
      .replace(/=[^&#]*/g, '=')
      .replace(/[0-9a-f]{32}|\d+/g, '#');
    if (!this.may('links', form)) return false;
    this.links.add(link);
    let type = '';
    try {
      const answer = await this.context.request.get(link, { timeout: patience.page });
      if (answer.status() >= 400) fault(`is answered with ${answer.status()}`);
      if (!answer.url().startsWith(this.root)) fault(`leads out of the gateway, to ${answer.url()}`);
      type = answer.headers()['content-type'] ?? '';
      await answer.dispose();
    } catch (error) {
      fault(`is not answered: ${String(error).split('\n')[0]}`);
    }
    return type.startsWith('text/html') && this.may('pages', form);
  }

  private may(what: 'pages' | 'links', form: string): boolean {
    const count = (this.forms[what].get(form) ?? 0) + 1;
    this.forms[what].set(form, count);
    return count <= this.bounds[what];
  }

  /** Until its scripts ask for nothing more; a page that asks again and again is looked at as it is. */
  private async quiet(page: Page): Promise<void> {
    await Promise.race([page.waitForLoadState('networkidle').catch(() => {}), setTimeout(patience.scripts)]);
  }

  private short(url: string): string {
    return url.startsWith(this.root) ? url.slice(this.root.length) : url;
  }
}
