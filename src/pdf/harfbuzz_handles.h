// HarfBuzz's counted objects as unique pointers. For the .cpp files that talk to HarfBuzz.
#pragma once
#include <hb-subset.h>

#include <memory>

namespace pleno::pdf {

template <typename T, void (*Destroy)(T*)>
struct Destroyer {
  void operator()(T* object) const { Destroy(object); }
};
template <typename T, void (*Destroy)(T*)>
using Handle = std::unique_ptr<T, Destroyer<T, Destroy>>;

using BlobHandle = Handle<hb_blob_t, hb_blob_destroy>;
using FaceHandle = Handle<hb_face_t, hb_face_destroy>;
using FontHandle = Handle<hb_font_t, hb_font_destroy>;
using SetHandle = Handle<hb_set_t, hb_set_destroy>;
using BufferHandle = Handle<hb_buffer_t, hb_buffer_destroy>;
using SubsetInputHandle = Handle<hb_subset_input_t, hb_subset_input_destroy>;
using SubsetPlanHandle = Handle<hb_subset_plan_t, hb_subset_plan_destroy>;

}  // namespace pleno::pdf
