// A driver without a device behind it: device memory is the host's, work is done when it is queued.
// The environment says how it behaves: STUB_INIT (what cuInit returns), STUB_VERSION, STUB_DEVICES, STUB_CAPABILITY.
// A launch stores its second argument, 32 bits, at the address that is its first.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int setting(const char *name, int otherwise) {
  const char *text = getenv(name);
  return text ? atoi(text) : otherwise;
}

typedef struct { uint64_t address; uint32_t value; } Launch;
typedef struct { int capturing, count; Launch launches[64]; } Stream;

int cuInit(unsigned flags) { return setting("STUB_INIT", 0); }
int cuDriverGetVersion(int *version) { *version = setting("STUB_VERSION", 12060); return 0; }
int cuDeviceGetCount(int *count) { *count = setting("STUB_DEVICES", 1); return 0; }
int cuDeviceGet(int *device, int ordinal) { *device = ordinal; return ordinal < setting("STUB_DEVICES", 1) ? 0 : 101; }
int cuDeviceGetName(char *name, int size, int device) { snprintf(name, size, "Stub %d", device); return 0; }
int cuDeviceTotalMem_v2(size_t *bytes, int device) { *bytes = (size_t) 5 << 30; return 0; }
int cuDeviceGetAttribute(int *value, int attribute, int device) {
  int capability = setting("STUB_CAPABILITY", 86);
  *value = attribute == 75 ? capability / 10 : attribute == 76 ? capability % 10 : 1000 + attribute;
  return 0;
}
int cuDevicePrimaryCtxRetain(void **context, int device) { *context = (void *) 0x77; return 0; }
int cuDevicePrimaryCtxRelease_v2(int device) { return 0; }
int cuCtxSetCurrent(void *context) { return context == (void *) 0x77 ? 0 : 201; }
int cuMemGetInfo_v2(size_t *free, size_t *total) { *free = (size_t) 3 << 30; *total = (size_t) 5 << 30; return 0; }
int cuMemAlloc_v2(uint64_t *address, size_t bytes) {
  if (bytes > (size_t) 5 << 30) return 2;
  *address = (uint64_t) aligned_alloc(256, (bytes + 255) / 256 * 256);
  return 0;
}
int cuMemFree_v2(uint64_t address) { free((void *) address); return 0; }
int cuMemHostAlloc(void **memory, size_t bytes, unsigned flags) { *memory = malloc(bytes); return 0; }
int cuMemFreeHost(void *memory) { free(memory); return 0; }
int cuMemcpyHtoDAsync_v2(uint64_t to, const void *from, size_t bytes, Stream *s) { memcpy((void *) to, from, bytes); return 0; }
int cuMemcpyDtoHAsync_v2(void *to, uint64_t from, size_t bytes, Stream *s) { memcpy(to, (void *) from, bytes); return 0; }
int cuMemcpyDtoDAsync_v2(uint64_t to, uint64_t from, size_t bytes, Stream *s) { memcpy((void *) to, (void *) from, bytes); return 0; }
int cuMemsetD8Async(uint64_t to, unsigned char value, size_t bytes, Stream *s) { memset((void *) to, value, bytes); return 0; }
int cuModuleLoadDataEx(void **module, const char *image, unsigned count, int *options, void **values) {
  if (strstr(image, "broken")) {
    for (unsigned i = 0; i < count; i++) {
      if (options[i] == 5) strcpy(values[i], "ptxas error : planted");
    }
    return 218;
  }
  *module = strdup(image);
  return 0;
}
int cuModuleUnload(void *module) { free(module); return 0; }
int cuModuleGetFunction(void **function, void *module, const char *name) {
  *function = strstr(module, name);
  return *function ? 0 : 500;
}
static void run(Launch launch) { *(uint32_t *) launch.address = launch.value; }
int cuLaunchKernel(void *function, unsigned gx, unsigned gy, unsigned gz, unsigned bx, unsigned by, unsigned bz,
                   unsigned shared, Stream *stream, void **parameters, void **extra) {
  if (gx != 2 || gy != 3 || gz != 4 || bx != 64 || by != 1 || bz != 1 || shared || extra) return 1;
  Launch launch = {*(uint64_t *) parameters[0], *(uint32_t *) parameters[1]};
  if (stream->capturing) stream->launches[stream->count++] = launch; else run(launch);
  return 0;
}
int cuStreamCreate(Stream **stream, unsigned flags) { *stream = calloc(1, sizeof(Stream)); return flags == 1 ? 0 : 1; }
int cuStreamDestroy_v2(Stream *stream) { free(stream); return 0; }
int cuStreamSynchronize(Stream *stream) { return 0; }
int cuStreamBeginCapture_v2(Stream *stream, int mode) { stream->capturing = 1; stream->count = 0; return 0; }
int cuStreamEndCapture(Stream *stream, Stream **graph) {
  stream->capturing = 0;
  *graph = malloc(sizeof(Stream));
  **graph = *stream;
  return 0;
}
int cuGraphInstantiateWithFlags(Stream **ready, Stream *graph, unsigned long long flags) {
  *ready = malloc(sizeof(Stream));
  **ready = *graph;
  return 0;
}
int cuGraphDestroy(Stream *graph) { free(graph); return 0; }
int cuGraphExecDestroy(Stream *ready) { free(ready); return 0; }
int cuGraphLaunch(Stream *ready, Stream *stream) {
  for (int i = 0; i < ready->count; i++) run(ready->launches[i]);
  return 0;
}
static int passed;
int cuEventCreate(int **event, unsigned flags) { *event = calloc(1, sizeof(int)); return 0; }
int cuEventRecord(int *event, Stream *stream) { *event = ++passed; return 0; }
int cuEventQuery(int *event) { return *event ? 0 : 600; }
int cuEventSynchronize(int *event) { return 0; }
int cuEventElapsedTime(float *ms, int *from, int *to) { *ms = *to - *from; return 0; }
int cuEventDestroy_v2(int *event) { free(event); return 0; }
int cuGetErrorString(int code, const char **text) { *text = "words of the driver"; return code == 100 || code == 218 ? 0 : 1; }
int cuGetErrorName(int code, const char **text) { *text = "NAME"; return 0; }
