/** Zooming and panning: which part of the picture is seen. */
import type { Box, Point } from '../pipeline/geometry.ts';

const LEAST_SCALE = 0.005;
const MOST_SCALE = 3;
/** Below this, texts cannot be read. */
const READABLE = 0.6;
const MARGIN = 24;
/** What one press of a button does. */
const STEP = 1.25;

export class Viewport {
  readonly #area: SVGSVGElement;
  readonly #world: SVGGElement;
  #x = 0;
  #y = 0;
  #scale = 1;

  constructor(area: SVGSVGElement, world: SVGGElement) {
    this.#area = area;
    this.#world = world;
    area.addEventListener('wheel', (event) => this.#wheel(event), { passive: false });
    area.addEventListener('pointerdown', (event) => this.#drag(event));
  }

  /** Shows all of a box. */
  fit(box: Box): void {
    this.#scale = this.scaleFor(box);
    this.center(box);
  }

  /** Shows all of a box where its texts can be read so, otherwise the part around another box, or where it begins. */
  begin(box: Box, around: Box | undefined): void {
    const scale = this.scaleFor(box);
    this.#scale = Math.max(scale, READABLE);
    if (scale >= READABLE) this.center(box);
    else if (around) this.center(around);
    else {
      this.#x = MARGIN - box.x * this.#scale;
      this.#y = MARGIN - box.y * this.#scale;
      this.#apply();
    }
  }

  center(box: Box): void {
    const { width, height } = this.#size();
    this.#x = width / 2 - (box.x + box.width / 2) * this.#scale;
    this.#y = height / 2 - (box.y + box.height / 2) * this.#scale;
    this.#apply();
  }

  /** Moves only as far as it takes to see a box. */
  reveal(box: Box): void {
    const { width, height } = this.#size();
    this.#x += intoView(box.x * this.#scale + this.#x, box.width * this.#scale, width);
    this.#y += intoView(box.y * this.#scale + this.#y, box.height * this.#scale, height);
    this.#apply();
  }

  /** @param steps above 0 nearer, below 0 farther; around the middle, or a point of the area */
  zoom(steps: number, around?: Point): void {
    const { width, height } = this.#size();
    const { x, y } = around ?? { x: width / 2, y: height / 2 };
    const scale = clamp(this.#scale * STEP ** steps);
    this.#x = x - ((x - this.#x) * scale) / this.#scale;
    this.#y = y - ((y - this.#y) * scale) / this.#scale;
    this.#scale = scale;
    this.#apply();
  }

  pan(x: number, y: number): void {
    this.#x += x;
    this.#y += y;
    this.#apply();
  }

  #size(): { width: number; height: number } {
    const { width, height } = this.#area.getBoundingClientRect();
    return { width: Math.max(width, 1), height: Math.max(height, 1) };
  }

  /** How large all of a box can be shown: 1 at most. */
  scaleFor(box: Pick<Box, 'width' | 'height'>): number {
    const { width, height } = this.#size();
    return clamp(Math.min(1, (width - 2 * MARGIN) / Math.max(box.width, 1), (height - 2 * MARGIN) / Math.max(box.height, 1)));
  }

  #apply(): void {
    this.#world.setAttribute('transform', `translate(${this.#x} ${this.#y}) scale(${this.#scale})`);
    this.#area.classList.toggle('far', this.#scale < 0.35);
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    const { left, top } = this.#area.getBoundingClientRect();
    // A pinch comes as a wheel with Ctrl.
    if (event.ctrlKey || event.metaKey) this.zoom(-event.deltaY / 60, { x: event.clientX - left, y: event.clientY - top });
    else if (event.shiftKey && event.deltaX === 0) this.pan(-event.deltaY, 0);
    else this.pan(-event.deltaX, -event.deltaY);
  }

  #drag(start: PointerEvent): void {
    if (start.button > 1 || (start.target instanceof Element && start.target.closest('.node, .edge'))) return;
    const move = (event: PointerEvent): void => this.pan(event.movementX, event.movementY);
    const end = (): void => {
      this.#area.classList.remove('dragged');
      this.#area.removeEventListener('pointermove', move);
    };
    this.#area.setPointerCapture(start.pointerId);
    this.#area.classList.add('dragged');
    this.#area.addEventListener('pointermove', move);
    this.#area.addEventListener('lostpointercapture', end, { once: true });
  }
}

function clamp(scale: number): number {
  return Math.min(MOST_SCALE, Math.max(LEAST_SCALE, scale));
}

/** How far something has to move to be seen. */
function intoView(at: number, size: number, room: number): number {
  if (at < MARGIN || size > room - 2 * MARGIN) return MARGIN - at;
  return Math.min(0, room - MARGIN - (at + size));
}
