package dev.troupe.config;

import java.io.IOException;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a record consists of.
 *
 * @param isAlternative whether it is one of a sealed interface's
 */
record RecordShape(Constructor<?> constructor, List<Component> components, boolean isAlternative) {
  private static final ClassValue<RecordShape> SHAPES =
      new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
          return examined(type);
        }
      };

  /** One component of a record. */
  record Component(String name, Type type, boolean isNullable, Method accessor) {

    @Nullable Object of(Record record) {
      try {
        return accessor.invoke(record);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot read " + accessor, e);
      }
    }
  }

  static RecordShape of(Class<?> type) {
    return SHAPES.get(type);
  }

  private static RecordShape examined(Class<?> type) {
    var parts = type.getRecordComponents();
    var types = Stream.of(parts).map(part -> part.getType()).toArray(Class<?>[]::new);
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      var components =
          Stream.of(parts)
              .map(
                  part -> {
                    part.getAccessor().setAccessible(true);
                    return new Component(
                        part.getName(),
                        part.getGenericType(),
                        isNullable(part.getAnnotatedType()),
                        part.getAccessor());
                  })
              .toList();
      boolean isAlternative = Stream.of(type.getInterfaces()).anyMatch(Class::isSealed);
      return new RecordShape(constructor, components, isAlternative);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(type + " has no canonical constructor", e);
    }
  }

  private static boolean isNullable(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class);
  }

  /** Makes one; the message of a failure is one of the record's own or says where it was. */
  Object make(@Nullable Object[] values, String path) throws IOException {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IOException(RecordReading.at(path) + e.getCause(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a record by " + constructor, e);
    }
  }

  /**
   * What a component is that a text says nothing of, most likely because an older version wrote it:
   * null if it may be null; zero, false, empty; an enum's first constant; for every other class its
   * first public constant of its own type ({@code DEFAULT}, {@code NONE}).
   *
   * @throws IOException if there is nothing of that kind
   */
  static @Nullable Object missing(Component component, String path) throws IOException {
    if (component.isNullable()) {
      return null;
    }
    var type = raw(component.type());
    if (type == boolean.class) {
      return false;
    }
    if (type.isPrimitive()) {
      return RecordReading.number(type, 0, path);
    }
    if (type == List.class) {
      return List.of();
    }
    if (type == Set.class) {
      return Set.of();
    }
    if (type == Map.class) {
      return Map.of();
    }
    if (type == Optional.class) {
      return Optional.empty();
    }
    return constant(type).orElseThrow(() -> new IOException(RecordReading.at(path) + "is missing"));
  }

  private static Optional<Object> constant(Class<?> type) {
    return Stream.of(type.getFields())
        .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == type)
        .findFirst()
        .map(
            field -> {
              try {
                return field.get(null);
              } catch (IllegalAccessException e) {
                throw new IllegalStateException("cannot read " + field, e);
              }
            });
  }

  static Class<?> raw(Type type) {
    return type instanceof ParameterizedType generic
        ? (Class<?>) generic.getRawType()
        : (Class<?>) type;
  }
}
