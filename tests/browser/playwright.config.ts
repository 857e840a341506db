// How the browser tests run. `cargo xtask test browser` calls this with the site and the server already built, and says
// where they are in SHINE_BIN, SHINE_DIST, SHINE_CONTENT, SHINE_GALLERY and SHINE_CHROMIUM; see fixtures.ts.
import { defineConfig, devices } from '@playwright/test';

const phone = { width: 390, height: 844 };
const tablet = { width: 820, height: 1180 };
const desktop = { width: 1280, height: 800 };

// Every spec runs at phone width, for that is how families come. Another width: SHINE_WIDTHS=phone,tablet,desktop.
const widths = (process.env.SHINE_WIDTHS ?? 'phone').split(',');
const touch = { hasTouch: true, isMobile: true };

const projects = [
  { name: 'phone', use: { viewport: phone, ...touch } },
  { name: 'tablet', use: { viewport: tablet, ...touch } },
  { name: 'desktop', use: { viewport: desktop } },
];

export default defineConfig({
  testDir: './specs',
  outputDir: './test-results',
  // A test that passes only sometimes is a failed test.
  retries: 0,
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  projects: projects.filter((project) => widths.includes(project.name)),
  use: {
    ...devices['Desktop Chrome'],
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    // Keeping the lessons takes a moment after each first visit; offline.spec.ts alone waits for it.
    serviceWorkers: 'block',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.SHINE_CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-quic',
        '--no-first-run',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
