package io.hubplane.interleaving;

import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Inserts calls of {@link Probe} before everything that other threads can see: locks, accesses to fields that are not
 * final, calls of collections and of {@code java.util.concurrent}. Monitors are replaced by locks of the schedule.
 */
final class Weaver extends ClassVisitor {
    private static final String PROBE = Type.getInternalName(Probe.class);
    private static final String OBJECT_AND_NAME = "(Ljava/lang/Object;Ljava/lang/String;)V";

    private final ToIntBiFunction<String, String> access;
    private String type = "";

    /**
     * Makes a weaver.
     *
     * @param access the access flags of a field, by its owner and its name
     */
    Weaver(ClassVisitor next, ToIntBiFunction<String, String> access) {
        super(Opcodes.ASM9, next);
        this.access = access;
    }

    @Override
    public void visit(
            int version,
            int flags,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        type = name;
        super.visit(version, flags, name, signature, superName, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(
            int flags, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        boolean locks = (flags & Opcodes.ACC_SYNCHRONIZED) != 0;
        if (locks && (flags & Opcodes.ACC_STATIC) != 0) {
            throw new UnsupportedOperationException("Static and synchronized: " + type + "." + name);
        }
        MethodVisitor plain =
                super.visitMethod(flags & ~Opcodes.ACC_SYNCHRONIZED, name, descriptor, signature, exceptions);
        return new Method(plain, locks, "<clinit>".equals(name));
    }

    private final class Method extends MethodVisitor {
        private final boolean locks;
        private final boolean initializes;
        private final Label begin = new Label();

        Method(MethodVisitor next, boolean locks, boolean initializes) {
            super(Opcodes.ASM9, next);
            this.locks = locks;
            this.initializes = initializes;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            if (locks) {
                super.visitVarInsn(Opcodes.ALOAD, 0);
                probe("lock", "(Ljava/lang/Object;)V");
                super.visitLabel(begin);
            }
            if (initializes) {
                super.visitInsn(Opcodes.ICONST_1);
                probe("initializing", "(I)V");
            }
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.MONITORENTER) {
                probe("lock", "(Ljava/lang/Object;)V");
                return;
            }
            if (opcode == Opcodes.MONITOREXIT) {
                probe("unlock", "(Ljava/lang/Object;)V");
                return;
            }
            boolean returns = opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
            if (returns && locks) {
                unlock();
            }
            if (returns && initializes) {
                super.visitInsn(Opcodes.ICONST_M1);
                probe("initializing", "(I)V");
            }
            super.visitInsn(opcode);
        }

        @Override
        public void visitMaxs(int maxStack, int maxLocals) {
            if (locks) {
                Label end = new Label();
                super.visitTryCatchBlock(begin, end, end, null);
                super.visitLabel(end);
                super.visitFrame(Opcodes.F_NEW, 1, new Object[] {type}, 1, new Object[] {"java/lang/Throwable"});
                unlock();
                super.visitInsn(Opcodes.ATHROW);
            }
            super.visitMaxs(maxStack, maxLocals);
        }

        private void unlock() {
            super.visitVarInsn(Opcodes.ALOAD, 0);
            probe("unlock", "(Ljava/lang/Object;)V");
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            int flags = access.applyAsInt(owner, name);
            boolean reads = opcode == Opcodes.GETFIELD;
            if ((reads || opcode == Opcodes.PUTFIELD) && (flags & Opcodes.ACC_FINAL) == 0) {
                copyUnder(reads ? 0 : Type.getType(descriptor).getSize());
                super.visitLdcInsn(name);
                String kind = (flags & Opcodes.ACC_VOLATILE) == 0 ? "plain" : "volatile";
                probe(kind + (reads ? "Read" : "Write"), OBJECT_AND_NAME);
            }
            super.visitFieldInsn(opcode, owner, name, descriptor);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (opcode == Opcodes.INVOKEVIRTUAL && "notifyAll".equals(name) && "()V".equals(descriptor)) {
                probe("notifyAll", "(Ljava/lang/Object;)V");
                return;
            }
            if ("timedWait".equals(name) && "java/util/concurrent/TimeUnit".equals(owner)) {
                probe("timedWait", "(Ljava/util/concurrent/TimeUnit;Ljava/lang/Object;J)V");
                return;
            }
            int arguments = (Type.getArgumentsAndReturnSizes(descriptor) >> 2) - 1;
            boolean called = opcode == Opcodes.INVOKEVIRTUAL || opcode == Opcodes.INVOKEINTERFACE;
            if (called && owner.startsWith("java/util/") && arguments <= 2) {
                copyUnder(arguments);
                super.visitLdcInsn(name);
                probe("call", OBJECT_AND_NAME);
            }
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }

        /** Copies to the top of the stack the value below some words, 0 to 2. */
        private void copyUnder(int words) {
            if (words == 0) {
                super.visitInsn(Opcodes.DUP);
            } else if (words == 1) {
                super.visitInsn(Opcodes.DUP2);
                super.visitInsn(Opcodes.POP);
            } else {
                super.visitInsn(Opcodes.DUP2_X1);
                super.visitInsn(Opcodes.POP2);
                super.visitInsn(Opcodes.DUP_X2);
            }
        }

        private void probe(String method, String descriptor) {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, PROBE, method, descriptor, false);
        }
    }
}
